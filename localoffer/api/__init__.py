"""Open data: what this directory publishes, for other systems to read.

A door: it owns no tables and can be removed. It speaks Open Referral UK 3.0 (HSDS-UK), the standard that the government
endorses for directories of services, with the standard's own spelling; gives the same as files; and checks any feed of that
standard, its own first. It shows what a family may see and nothing else: no draft, nothing that is held back, no line of a
masked address, nobody's name.
"""
