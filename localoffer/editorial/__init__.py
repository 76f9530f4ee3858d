"""A door: the council desk in Wagtail's admin. What waits today, lists of the directory, reviews of pages and services.

Nouns: Today, review. It owns no table and holds no rule of its own: it shows what the apps below know and calls their
actions. Nothing imports it, so it can be taken out.
"""
