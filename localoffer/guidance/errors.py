"""What can go wrong here, in words for the person who did it."""


class FolderNotEmpty(Exception):
    """A new council's folder would be written over files that are there."""
