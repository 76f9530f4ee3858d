from .contact import HelpContact
from .council import CouncilSettings
from .job import ScheduledJob
from .version import ContentVersion

__all__ = ["ContentVersion", "CouncilSettings", "HelpContact", "ScheduledJob"]
