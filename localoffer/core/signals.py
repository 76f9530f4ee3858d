"""What core tells the house."""

from django.dispatch import Signal

# Sent inside the transaction that changed them, with `kind` (str) and `keys` (list of str). See docs/architecture.md.
things_changed = Signal()
