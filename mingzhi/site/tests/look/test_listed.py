"""Lines of lists and choices of facets are written without a template, which would escape by itself."""

from datetime import datetime

from django.utils import translation

from mingzhi.disclosure.queries.searching import Facet, Hit
from mingzhi.disclosure.queries.views import Row
from mingzhi.kernel import clock
from mingzhi.site.templatetags import listed


def test_whatever_a_notice_says_is_text_in_lists_and_choices():
    odd, moment = '<b>"&', datetime(2026, 11, 3, 18, tzinfo=clock.CHINA)
    row = Row(
        **dict.fromkeys(("title", "number", "party_name", "party_kind", "agency_name", "region_name"), odd),
        **dict.fromkeys(("agency_code", "region_code"), odd),
        **{"uid": "0", "kind": "penalty", "kind_title": odd, "stage": "after", "version": 2},
        **{"decided_on": moment.date(), "published_at": moment, "since": moment, "expires_on": None},
        fields=[["处罚内容", f"罚款5000元{odd}"]],
    )
    hit = Hit(row=row, title=[(odd, True)], excerpt=[(odd, False)])
    facet = {"name": "agency", "values": [(Facet(odd, odd, 3), f"agency={odd}")]}
    for language, conclusion in (("zh-hans", "罚款5000元&lt;b&gt;"), ("en", "Fine · 5,000.00 yuan")):
        with translation.override(language):
            page = listed.found([hit]) + listed.listed([row]) + listed.choices(facet)
        assert odd not in page and page.count("&lt;b&gt;&quot;&amp;") >= 12
        assert conclusion in page and "<mark>&lt;b&gt;" in page
