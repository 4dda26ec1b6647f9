"""Speaks the official accounts' interface: tokens that expire, drafts, asynchronous publishing, deletion."""

from typing import Any

from mingzhi.exchange.tests.standing import Request, StandIn

APPID, SECRET, THUMB = "wx0123456789abcdef", "s3cret-of-the-account", "THUMB"


class WechatStandIn(StandIn):
    def __init__(self) -> None:
        self.token = 0
        self.drafts: dict[str, dict[str, Any]] = {}
        self.jobs: dict[str, dict[str, Any]] = {}
        self.articles: dict[str, dict[str, Any]] = {}
        self.deleted: list[str] = []
        self.polls = 1  # how often a job says that it is under way
        self.verdict = 0
        super().__init__()

    def answer(self, request: Request) -> tuple[int, Any]:
        value = request.json()
        if request.path == "/cgi-bin/stable_token":
            return 200, self._give_token(value)
        if request.query.get("access_token") != f"TOKEN{self.token}" or not self.token:
            return 200, {"errcode": 42001, "errmsg": "access_token expired"}
        doing = {
            "/cgi-bin/draft/add": self._draft,
            "/cgi-bin/freepublish/submit": self._submit,
            "/cgi-bin/freepublish/get": self._get,
            "/cgi-bin/freepublish/batchget": self._batch,
            "/cgi-bin/freepublish/delete": self._delete,
        }.get(request.path)
        return (200, doing(value)) if doing else (404, {})

    def expire_token(self) -> None:
        self.token += 1

    def _give_token(self, value: dict[str, Any]) -> dict[str, Any]:
        if (value.get("appid"), value.get("secret")) != (APPID, SECRET):
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if value.get("grant_type") != "client_credential":
            return {"errcode": 40002, "errmsg": "invalid grant_type"}
        self.token += not self.token
        return {"access_token": f"TOKEN{self.token}", "expires_in": 7200}

    def _draft(self, value: dict[str, Any]) -> dict[str, Any]:
        article = value["articles"][0]
        if article["thumb_media_id"] != THUMB:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        if not article["title"] or len(article["title"]) > 64:
            return {"errcode": 45003, "errmsg": "title size out of limit"}
        number = f"DRAFT{len(self.drafts) + 1}"
        self.drafts[number] = article
        return {"media_id": number}

    def _submit(self, value: dict[str, Any]) -> dict[str, Any]:
        article = self.drafts.pop(value["media_id"], None)
        if article is None:
            return {"errcode": 40007, "errmsg": "invalid media_id"}
        number = str(100000001 + len(self.jobs))
        self.jobs[number] = {"article": article, "left": self.polls, "verdict": self.verdict}
        if not self.polls and not self.verdict:
            self._stand(number)
        return {"errcode": 0, "errmsg": "ok", "publish_id": int(number), "msg_data_id": "1"}

    def _stand(self, number: str) -> str:
        name = f"ARTICLE{number}"
        self.articles.setdefault(name, self.jobs[number]["article"])
        return name

    def _get(self, value: dict[str, Any]) -> dict[str, Any]:
        number = str(value["publish_id"])
        job = self.jobs[number]
        if job["left"] > 0:
            job["left"] -= 1
            return {"publish_id": number, "publish_status": 1}
        if job["verdict"]:
            return {"publish_id": number, "publish_status": job["verdict"], "fail_idx": [1]}
        name = self._stand(number)
        link = f"https://mp.weixin.qq.com/s?__biz={name}"
        detail = {"count": 1, "item": [{"idx": 1, "article_url": link}]}
        return {"publish_id": number, "publish_status": 0, "article_id": name, "article_detail": detail}

    def _batch(self, value: dict[str, Any]) -> dict[str, Any]:
        standing = [(name, row) for name, row in reversed(self.articles.items())]
        page = standing[value["offset"] : value["offset"] + value["count"]]
        items = [
            {
                "article_id": name,
                "content": {
                    "news_item": [
                        {
                            "title": row["title"],
                            "content_source_url": row["content_source_url"],
                            "url": f"https://mp.weixin.qq.com/s?__biz={name}",
                            "is_deleted": False,
                        }
                    ]
                },
                "update_time": 1,
            }
            for name, row in page
        ]
        return {"total_count": len(standing), "item_count": len(items), "item": items}

    def _delete(self, value: dict[str, Any]) -> dict[str, Any]:
        if self.articles.pop(value["article_id"], None) is None:
            return {"errcode": 53600, "errmsg": "article id invalid"}
        self.deleted.append(value["article_id"])
        return {"errcode": 0, "errmsg": "ok"}
