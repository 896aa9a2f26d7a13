"""All elements together, in the order in which an editor is offered them."""

from wagtail import blocks

from .cards import CardsElement
from .charts import ChartElement
from .elsewhere import EmbedElement, SocialPostElement
from .figures import BigNumberElement
from .hotspots import HotspotsElement
from .maps import PointMapElement
from .pictures import BeforeAfterElement, GalleryElement, ImageElement
from .questions import QuestionAnswerElement
from .recordings import AudioElement, VideoElement
from .tables import TableElement
from .timeline import TimelineElement
from .ways import AboutElement, CallToActionElement, DocumentElement, LinkElement
from .words import HeadingElement, QuoteElement, TextElement


class Elements(blocks.StreamBlock):
    """All that can stand in a section or in an article."""

    heading = HeadingElement()
    text = TextElement()
    quote = QuoteElement()
    question_answer = QuestionAnswerElement()
    table = TableElement()
    image = ImageElement()
    gallery = GalleryElement()
    before_after = BeforeAfterElement()
    hotspots = HotspotsElement()
    video = VideoElement()
    audio = AudioElement()
    big_number = BigNumberElement()
    chart = ChartElement()
    timeline = TimelineElement()
    point_map = PointMapElement()
    embed = EmbedElement()
    social_post = SocialPostElement()
    cards = CardsElement()
    document = DocumentElement()
    call_to_action = CallToActionElement()
    link = LinkElement()
    about = AboutElement()
