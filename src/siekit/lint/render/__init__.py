"""Findings as programs read them: JSON, SARIF, the commands of GitHub's workflows."""
