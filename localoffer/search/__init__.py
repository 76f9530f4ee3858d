"""One index over everything families can find, the understanding of what they typed, and the order of what is found.

Nouns: SearchDocument (one row a thing and language), Query (a text, understood), Hit (a document with its score). It reads
things through `core.things` and knows no model of the apps below. It keeps no record of who searched for what.
"""
