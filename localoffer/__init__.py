"""Open Local Offer: what help there is, from birth to 25, for children and young people with SEND, in one council's area.

`ls` here shows the product. Imports go downwards only: config, doors (api, providers, editorial), search, participation,
guidance, journeys, directory, accounts, core. `docs/architecture.md` draws the house.
"""
