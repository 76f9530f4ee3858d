"""What can go wrong in the directory. Each message is a plain sentence that an officer may read."""


class DirectoryError(Exception):
    """The mother of all below."""


class CannotReadFile(DirectoryError):
    """The file is not what it should be. Nothing was written."""


class MissingTerm(DirectoryError):
    """A word that a record needs is not in the taxonomies."""


class BatchIsDone(DirectoryError):
    """This import was applied already."""


class ReviewIsOpen(DirectoryError):
    """Somebody is reviewing this record. Approval would publish whatever was saved last, seen or not, so nothing more may
    be saved until the review ends."""


class NoReview(DirectoryError):
    """There is nothing to review: no workflow is set up, or no change waits."""


class MayNot(DirectoryError):
    """This person may not do this."""
