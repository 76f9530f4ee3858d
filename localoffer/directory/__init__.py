"""The directory: what there is for a family, where it is, who it is for and how to get it.

Nouns, in Open Referral's words and British spelling: Organisation, Service, Location, ServiceAtLocation, Schedule,
CostOption, Taxonomy, TaxonomyTerm; and Postcode, ImportBatch, ImportRow. It imports the national registers and answers
"what is near this postcode". It holds no fact about a child and no name of a person from a register, it never removes a
record because a file no longer names it, and nothing but a person's word marks a record as checked.
"""
