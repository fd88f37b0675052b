"""The back office: writing questionnaires, reading answers, publishing results."""
