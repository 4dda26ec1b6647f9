"""Folded templates say what unfolded ones say, in each language; what may differ is left alone."""

from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Engine, Template, engines
from django.template.base import Node, NodeList, TextNode
from django.template.loader import render_to_string
from django.templatetags.i18n import TranslateNode
from django.utils.translation import override

from mingzhi.site.folding import fold
from mingzhi.site.templatetags import look

PAGE = """{% load i18n static %}<title>{% trans "案件" %}</title>{% static "mingzhi/base.css" %}
{% url "work:cases" %} {% url "work:case" uid %}{% trans "全部" as all %}{{ all }}{% trans word %}
{% if shown %}{% trans "在办" %}{% elif other %}{% trans "已办结" %}{% else %}{% trans "状态" %}{% endif %}
{% for row in rows %}{% trans "期限" %}{{ row }}{% empty %}{% trans "没有符合条件的案件。" %}{% endfor %}
{% with x=1 %}{% trans "查找" %}{{ x }}{% endwith %}{% trans "案件"|upper %}
{% block b %}{% trans "承办人" %}{% endblock %}"""
UID = "0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a"
CONTEXTS = (
    {"uid": UID, "word": "案件", "shown": True, "rows": ["<b>"]},
    {"uid": UID, "word": "", "other": True, "rows": []},
    {"uid": UID, "rows": ["a", "b"]},
)


def _engine() -> Engine:
    found: Any = engines["django"]
    return found.engine


def _nodes(nodes: NodeList) -> list[Node]:
    return list(nodes.get_nodes_by_type(Node))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("values", CONTEXTS)
def test_a_folded_template_says_the_same(language: str, values: dict[str, Any]):
    with override(language):
        plain, folded = (Template(PAGE, engine=_engine()) for _time in range(2))
        fold(folded.nodelist)
        assert folded.render(Context(values)) == plain.render(Context(values))
        assert len(_nodes(folded.nodelist)) < len(_nodes(plain.nodelist))


def test_what_may_differ_stays():
    template = Template('{% load i18n %}{% trans word %}{% trans "案件" as x %}{{ x }}', engine=_engine())
    fold(template.nodelist)
    assert sum(isinstance(node, TranslateNode) for node in _nodes(template.nodelist)) == 2


def test_texts_that_meet_become_one():
    with override("zh-hans"):
        template = Template('{% load i18n %}a{% trans "案件" %}b', engine=_engine())
        fold(template.nodelist)
    assert [node.s for node in template.nodelist if isinstance(node, TextNode)] == ["a案件b"]


def test_a_template_is_kept_once_for_each_language():
    with override("zh-hans"):
        chinese = render_to_string("parts/tools.html", {})
    with override("en"):
        english = render_to_string("parts/tools.html", {})
    with override("zh-hans"):
        assert render_to_string("parts/tools.html", {}) == chinese
    assert "大字" in chinese and "大字" not in english


def test_every_template_folds():
    names = [
        str(path.relative_to(folder))
        for loader in _engine().template_loaders
        for folder in loader.get_dirs()
        if "mingzhi" in Path(folder).parts
        for path in Path(folder).rglob("*.html")
    ]
    assert len(names) > 100
    for language in ("zh-hans", "en"):
        with override(language):
            for name in names:
                template = _engine().get_template(name)
                assert not [
                    node
                    for node in _nodes(template.nodelist)
                    if isinstance(node, TranslateNode)
                    and not (node.asvar or node.message_context or node.noop)
                    and node.filter_expression.var.lookups is None
                    and not node.filter_expression.filters
                ], name


def test_the_words_of_the_source_language_are_told_as_they_are():
    with override("zh-hans"):
        assert look.said("案件") == "案件"
    with override("en"):
        assert look.said("案件") != "案件"
