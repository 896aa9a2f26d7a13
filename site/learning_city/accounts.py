"""Signing in for representatives: accounts are given by the team, not taken by visitors."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes open sign-up; whoever may speak for an organisation is invited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
