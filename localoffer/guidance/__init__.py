"""Answers and advice as pages: Home, Audience, Topic, Question, Information.

Nouns: QuestionPage, TopicPage, AudiencePage, InformationPage. Pages hold words; what they are about is named by terms of
the directory's taxonomies. Drafts, approval, history, scheduling and preview are Wagtail's. Content files become pages
here (`content_files.py`, `actions.py`). This app never decides what a family is entitled to: it says what the law says.
"""
