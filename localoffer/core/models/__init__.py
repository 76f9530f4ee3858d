from .contact import HelpContact
from .council import CouncilSettings
from .job import ScheduledJob
from .received import ReceivedForm
from .review import ReviewedWordsChanged, ReviewTask
from .version import ContentVersion

__all__ = ["ContentVersion", "CouncilSettings", "HelpContact", "ReceivedForm", "ReviewTask", "ReviewedWordsChanged", "ScheduledJob"]
