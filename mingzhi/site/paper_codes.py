"""Let the portal answer for the codes on papers: the one wire from the files of cases to the public.

What crosses it is the receipt and what stands on the paper's face; it names no party.
"""

from mingzhi.kernel.refusal import NotKnown
from mingzhi.portal.papers import PaperProof
from mingzhi.records.queries import paper_by_code


def paper_proof(code: str) -> PaperProof | None:
    """Return what is public about the paper with this code, or None."""
    try:
        paper = paper_by_code(code)
    except NotKnown:
        return None
    return PaperProof(
        title=paper.title,
        number=paper.number,
        agency_name=paper.agency_name,
        on=paper.on.isoformat(),
        commitment=paper.receipt_commitment,
        log="acts",
        pdf_sha256=paper.pdf_sha256,
        receipt=paper.receipt,
    )
