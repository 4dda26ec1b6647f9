from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "mingzhi.catalogue"
    label = "catalogue"
    verbose_name = "事项与依据"
    default_auto_field = "django.db.models.BigAutoField"
