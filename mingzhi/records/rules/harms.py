"""Why a file is not taken although its kind is: one sentence for each thing that could harm its readers."""

from mingzhi.kernel.wording import gettext_noop as _

HARMS = {
    "encrypted": _("已加密"),
    "broken_pdf": _("PDF已损坏"),
    "broken_picture": _("图片已损坏"),
    "broken_office": _("办公文档已损坏"),
    "script": _("含有脚本"),
    "launch": _("会启动程序"),
    "sends": _("会向外发送或者导入数据"),
    "media": _("富媒体或者三维内容"),
    "attached": _("内嵌文件"),
    "xfa": _("XFA动态表单"),
    "outside": _("打开时自动访问外部地址或者其他文件"),
    "macro": _("含有宏"),
    "control": _("含有ActiveX控件"),
    "template": _("引用外部模板或者其他外部内容"),
    "dde": _("含有动态数据交换（DDE）"),
    "chunk": _("内嵌网页或者其他格式的文档"),
    "bomb": _("压缩内容异常庞大"),
    "parts": _("内部结构异常"),
    "double": _("同时是一个压缩包"),
    "page": _("含有网页代码"),
    "pixels": _("图片尺寸异常"),
    "pages": _("页数异常"),
    "slow": _("结构过于复杂，无法在限定的时间和内存内核验"),
}


class Harm(Exception):
    """What was found in a file; ``code`` is a key of :data:`HARMS`."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)
