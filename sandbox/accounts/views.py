"""The addresses of the login pages, the cards and the account."""

from flask import Blueprint, g, session
from flask_login import current_user

from sandbox.accounts import account_views, card_views, login_views, team_views
from sandbox.platform import groups

bp = Blueprint("accounts", __name__, template_folder="templates")

FORM = ["GET", "POST"]


@bp.before_request
def _speak() -> None:
    """Whoever has not come in yet and chose no language reads that of the training that is on."""
    if "lang" not in session and not current_user.is_authenticated:
        g.lang = groups.present_lang()


bp.add_url_rule("/", "entrance", login_views.entrance)
bp.add_url_rule("/masuk", "seat_login", login_views.seat_login, methods=FORM)
bp.add_url_rule("/nama-desa", "village_name", login_views.village_name)
bp.add_url_rule("/kartu/<token>", "card", login_views.card, methods=FORM)
bp.add_url_rule("/pelatih/masuk", "staff_login", login_views.staff_login, methods=FORM)
bp.add_url_rule("/keluar", "leave", login_views.leave, methods=["POST"])

bp.add_url_rule("/pelatih/kartu", "print_cards", card_views.print_cards)
bp.add_url_rule("/pelatih/kartu/<int:trainee_id>.svg", "card_qr", card_views.card_qr)
bp.add_url_rule("/pelatih/cetak/<paper>.pdf", "print_paper", card_views.print_paper)
bp.add_url_rule("/pelatih/kartu/baru", "ask_new_cards", card_views.ask_new_cards)
bp.add_url_rule("/pelatih/kartu/baru", "make_new_cards", card_views.make_new_cards, methods=["POST"])

bp.add_url_rule("/pelatih/akun", "account", account_views.account, methods=FORM)
bp.add_url_rule("/pelatih/akun/buka-kunci", "unlock", account_views.unlock, methods=["POST"])
bp.add_url_rule("/pelatih/akun/warga", "show_citizens", account_views.show_citizens, methods=["POST"])
bp.add_url_rule("/pelatih/akun/keluar-di-semua", "leave_everywhere", account_views.leave_everywhere, methods=["POST"])

MEMBER = "/pelatih/staf/<int:account_id>"

bp.add_url_rule("/pelatih/staf", "members", team_views.members, methods=FORM)
bp.add_url_rule(f"{MEMBER}/ubah", "change_member", team_views.change_member, methods=["POST"])
bp.add_url_rule(f"{MEMBER}/cabut", "revoke_member", team_views.revoke_member, methods=["POST"])
bp.add_url_rule(f"{MEMBER}/izinkan", "let_member_in", team_views.let_member_in, methods=["POST"])
bp.add_url_rule(f"{MEMBER}/tautan", "member_link", team_views.member_link)
bp.add_url_rule(f"{MEMBER}/kata-sandi", "member_password", team_views.member_password, methods=["POST"])
bp.add_url_rule("/kata-sandi/<token>", "choose_password", team_views.choose_password, methods=FORM)
