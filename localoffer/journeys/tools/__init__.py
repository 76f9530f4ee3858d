"""Every tool, in the order in which families read their list. A module each: facts in, an Answer out; no request, database or clock."""
