"""Tools that work out dates, routes and rights from what a family tells them, and keep nothing of it.

Nouns: Tool, Rule, Count, Line, Answer. `dates` counts days, weeks, months and working days as the law does; `rules` reads the law's
limits from versioned data (`data/rules/`); each module of `tools/` turns facts into an Answer and knows no request, no database and
no clock; their words stand in `data/tools/`. No tool keeps, logs or passes on what somebody typed, says a plain "no", or decides.
"""
