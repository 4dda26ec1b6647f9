from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "mingzhi.site"
    label = "site"
    verbose_name = "明执"

    def ready(self) -> None:
        """Wire what rooms that may not know each other need from one another."""
        from mingzhi.portal.papers import register
        from mingzhi.site.paper_codes import paper_proof

        register(paper_proof)
