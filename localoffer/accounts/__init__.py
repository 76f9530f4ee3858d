"""The foundation of who may do what: User, role, the permission table, sign-in and second factor.

Nouns: User, Role, Action. It never holds anything about a visitor: families need no account.
"""
