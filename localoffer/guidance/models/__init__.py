from .audience import AudiencePage
from .easy_read import EasyReadPage
from .home import HomePage
from .information import InformationPage
from .question import QuestionIndexPage, QuestionPage
from .reviewed import ReviewedPage
from .topic import TopicIndexPage, TopicPage
from .translation import PageTranslation

__all__ = [
    "AudiencePage",
    "EasyReadPage",
    "HomePage",
    "InformationPage",
    "PageTranslation",
    "QuestionIndexPage",
    "QuestionPage",
    "ReviewedPage",
    "TopicIndexPage",
    "TopicPage",
]
