"""Input: answers of residents, questions and questionnaires of staff."""
