"""What it means if a letter did not leave: the mail server is away, or it says no for good."""

import smtplib


def is_away(error: Exception | None) -> bool:
    """Whether there was no talking to the mail server at all, so that no letter will leave now."""
    away = (
        smtplib.SMTPServerDisconnected,
        smtplib.SMTPConnectError,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,
    )
    is_of_smtp = isinstance(error, smtplib.SMTPException)
    return isinstance(error, away) or (isinstance(error, OSError) and not is_of_smtp)


def is_final(error: Exception) -> bool:
    """Whether the mail server will say no tomorrow, too: all recipients refused with a 5xx."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _text in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500
