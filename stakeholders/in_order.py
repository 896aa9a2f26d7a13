"""Members of a list that an editor puts in order."""

from wagtail.models import Orderable


class InOrder(Orderable):
    """A member of a list, at the place that the editor gave it.

    Members that a program made have no place and stand as they were made: a database gives equals
    in any order, and another one after each change. A model with other bases names this `Meta`, or
    theirs leaves the order out.
    """

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]
