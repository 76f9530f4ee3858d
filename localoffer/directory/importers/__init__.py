"""One module a source: each reads a file into plain rows and hands them to an action."""
