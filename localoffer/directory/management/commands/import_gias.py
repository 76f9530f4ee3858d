from ...queries import GIAS
from ..importing import RegisterCommand


class Command(RegisterCommand):
    help = "Load schools from the register of the Department for Education (GIAS, all fields)."
    source = GIAS
