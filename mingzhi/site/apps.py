from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "mingzhi.site"
    label = "site"
    verbose_name = "明执"

    def ready(self) -> None:
        """Wire what rooms that may not know each other need from one another."""
        from mingzhi.disclosure.queries.removal import register_files
        from mingzhi.portal.papers import register
        from mingzhi.site.checking.kept_tables import sealed_at_once
        from mingzhi.site.jobs.opendata import built_up_to
        from mingzhi.site.paper_codes import paper_proof
        from mingzhi.trail.acts.at_once import seal_at_once
        from mingzhi.trail.acts.frame import note_row

        seal_at_once(sealed_at_once(), note_row)
        register(paper_proof)
        register_files(built_up_to)
