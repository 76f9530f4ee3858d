from ...queries import ODS
from ..importing import RegisterCommand


class Command(RegisterCommand):
    help = "Load GP practices from the NHS file epraccur."
    source = ODS
