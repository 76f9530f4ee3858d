"""The foundation: what every page needs, whichever app draws it.

Nouns: CouncilSettings, HelpContact, ContentVersion, ScheduledJob, ThingRef. It holds the page frame and its components,
the page cache, the security headers, the one way out to the network and the one way out of untrusted text. It knows no
other app, and never decides what a family may see: the app that owns a thing does.
"""
