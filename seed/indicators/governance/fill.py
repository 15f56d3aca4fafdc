"""All sheets of this group, in the order of the form, but for the budget: what was built follows from it."""

from seed.indicators.book import Book
from seed.indicators.census import Census
from seed.indicators.governance.budget import fill_budget
from seed.indicators.governance.customs import fill_customs
from seed.indicators.governance.elections import fill_elections
from seed.indicators.governance.guidance import fill_guidance
from seed.indicators.governance.institutions import fill_institutions
from seed.indicators.governance.nation import fill_nation
from seed.indicators.governance.office import fill_office
from seed.indicators.governance.order import fill_order
from seed.indicators.governance.planning import fill_planning
from seed.indicators.governance.taxes import fill_taxes
from seed.indicators.governance.watch import fill_watch
from seed.indicators.governance.welfare import fill_welfare

FILLERS = (fill_order, fill_welfare, fill_watch, fill_nation, fill_taxes, fill_elections, fill_institutions, fill_budget,
           fill_planning, fill_customs, fill_office, fill_guidance)


def fill(book: Book, census: Census, before: Book | None) -> None:
    """Put the sheets of one year. `before`: last year's book; None while last year itself is filled. Not needed here."""
    for fill_part in FILLERS:
        fill_part(book, census)
