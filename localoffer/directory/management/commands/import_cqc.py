from ...queries import CQC
from ..importing import RegisterCommand


class Command(RegisterCommand):
    help = "Load care homes, supported living and care at home for people under 26 from the CQC's register."
    source = CQC
