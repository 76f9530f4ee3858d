from ...queries import OFSTED
from ..importing import RegisterCommand


class Command(RegisterCommand):
    help = "Load nurseries and clubs from Ofsted's childcare register (the CSV of provider level data)."
    source = OFSTED
