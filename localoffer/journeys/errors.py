from datetime import date


class RuleNotKnown(LookupError):
    """No version of a rule holds on this day: the law came later, or it ended and nobody has written what followed."""

    def __init__(self, rule: str, day: date):
        super().__init__(f"No version of the rule {rule} holds on {day}.")
        self.rule, self.day = rule, day
