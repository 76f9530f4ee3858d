"""The codes of the taxonomies that code names. The words are data (`data/taxonomies/`)."""

KINDS = "service-kinds"
TOPICS = "topics"
NEEDS = "needs"
FEATURES = "session-features"
LANGUAGES = "languages"
QUESTIONS = "provider-questions"
FACTS = "send-facts"
