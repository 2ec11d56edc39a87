"""Every reason that the knowledge gives, in English, by its code.

The same codes stand in ``prompts/fr/reasons.toml`` and ``prompts/en/reasons.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # A page, by its reader.
    "page.it": "It",
    "page.empty": "{page} is empty: give a page with text.",
    "page.no_text": "{page} holds no text: give a page with text.",
    "page.too_large": "{page} has {size:,} bytes, more than {most:,}: give a smaller page.",
    "page.not_file": "{page} is not a file: give a page, or a folder of pages.",
    "page.unreadable": "{page} can't be read ({problem}): check its name and rights.",
    "page.not_text": "{page} is not text: give text, Markdown, HTML, PDF or DOCX.",
    "page.not_docx": "{page} is a damaged DOCX: save it again.",
    "page.damaged_docx": "{page} is a damaged DOCX ({problem}): save it again.",
    "page.unpacks": "{page} unpacks to {size} bytes, more than {most}: refused.",
    "page.not_yaml": "{page} has front matter that is not YAML ({problem}): mend it.",
    "page.not_lines": "{page} has front matter that is not 'name: value' lines: mend it.",
    "page.scanned": "{page} holds no text, perhaps scans only: give it text by OCR first.",
    "page.encrypted": "{page} is encrypted: save it without a password first.",
    "page.damaged_pdf": "{page} is a damaged PDF ({problem}): export it again.",
    "page.too_long": "{page} has {pages} pages, more than {most}: split it.",
    "page.too_wordy": "{page} has more than {most} letters of text: split it.",
    # A file or folder.
    "file.missing": "There is no such file: correct its name.",
    "file.not_plain": "It is not a plain file: give a file or a folder.",
    "file.unreadable": "It can't be read: {problem}.",
    "file.too_large": "It is larger than {most:,} bytes: give the page alone.",
    "file.unlistable": "It can't be listed: {problem}.",
    "file.too_many": "It holds {files} files: at most {most} are read.",
    "file.outside": "It is a link that leads outside the folder: give its target by itself.",
    # A ZIP and what is in it.
    "archive.broken": "It is not a ZIP that can be opened: {problem}.",
    "archive.too_large": "It unpacks to more than {most:,} bytes: the rest is not read.",
    "archive.large_member": "It unpacks to more than {most:,} bytes: too large.",
    "archive.broken_member": "It can't be unpacked: {problem}.",
    "archive.odd_name": "Its name holds control characters: rename it.",
    "archive.outside": "Its name leads outside the archive: pack it without that.",
    "archive.not_plain": "It is a link or a device, not a file: pack the file itself.",
    "archive.encrypted": "It is encrypted: pack it without a password.",
    "archive.nested": "It is an archive inside an archive: give it by itself.",
    # An address.
    "web.not_address": "It is not an http or https address: correct it.",
    "web.password": "It holds a user's name or password: remove that.",
    "web.unknown_host": "The name {host} is not known: check the address.",
    "web.no_address": "The name {host} has no address: check it.",
    "web.private": "{host} leads to the local or private address {address}: "
    "set CITYBOT_PRIVATE_ADDRESSES to allow that.",
    "web.forbidden": "Its server's robots.txt forbids to fetch it.",
    "web.no_robots": "Its server does not give its robots.txt: {problem}",
    "web.redirects": "It redirects more than {most} times.",
    "web.silent": "It did not answer in time: try again later.",
    "web.unreachable": "It can't be reached: {problem}.",
    "web.gone": "Its server answered {status}: it is no longer there.",
    "web.busy": "Its server answered {status}: try again later.",
    "web.refused": "Its server answered {status}: check the address.",
    "web.too_large": "It is larger than {most:,} bytes.",
    "web.too_slow": "It takes longer than {seconds:g} seconds to load.",
    "web.packing": "Its server packs it as {packing}, which was not asked for.",
    "web.broken": "Its bytes are packed in a broken way.",
    # An address that names others.
    "links.too_many": "It names {pages} pages: at most {most} are read.",
    "links.other_site": "It lies on another site.",
    "links.not_sitemap": "It is not a sitemap: {problem}.",
    "links.large_sitemap": "It unpacks to more than {most:,} bytes.",
    "links.sitemaps": "It names more than {most} further sitemaps.",
    "links.none": "It links to no page below it: give a pattern with match=.",
    "links.not_list": "It is not a list of addresses, one a line.",
    # The list of sources.
    "sources.empty": "A source is empty: give a file, a folder or an address.",
    "sources.not_address": "{source} is no http or https address: correct it.",
    "sources.unreadable": "{file} can't be read: {problem}.",
    "sources.not_list": "{file} is not a list: begin each source with a dash.",
    "sources.entry": "{file}, entry {number}: give a file, a folder or an address, "
    "or one of index, sitemap and list with its address.",
    # A profile that goes, or would.
    "profile.source_gone": "{root} is no longer there.",
    "profile.not_held": "{root} no longer holds it.",
    "profile.not_listed": "{root} is no longer in the list of sources.",
    "profile.rebuilt": "The edition is rebuilt from other sources.",
    "profile.sample": "The samples make way for the first real profiles.",
    "profile.moved": "It is now read from {source}.",
    # A refresh.
    "refresh.no_source": "No source is given and none is listed: "
    "run citybot refresh with a source, or citybot sources add.",
    "refresh.no_profile": "No profile could be read, so nothing is published.",
    "refresh.all_failed": "No profile could be read, so nothing is published. {failures}",
    "refresh.failure": "{source}: {reason}",
    "refresh.outdated": "Another edition was published since this plan: plan again.",
    "refresh.nothing_left": "Nothing would be left: an edition needs at least one profile.",
    "refresh.undone": "The sources still say what edition {edition} said, "
    "which was gone back from: correct them, or run citybot refresh by hand.",
    "refresh.no_space": "The index can't be written, perhaps for want of space: {folder}.",
    "refresh.locked_by": "Process {process} has been refreshing since {since}: "
    "wait for it to end, or stop it.",
    "refresh.locked": "Another process is refreshing: wait for it to end, or stop it.",
    "refresh.encoder": "The encoder is another one now ({encoder}): all texts are embedded.",
    "refresh.fallback": "The current edition can't be used: {problem}",
    # An examination.
    "examination.refused": "The candidate answers worse than what is published: {lines} "
    "Correct the pages, or publish all the same with --force.",
    "examination.lost": "Lost: {question}",
    "examination.worse": "{question} ({before:.2f} → {now:.2f})",
    "examination.mean": "The mean score falls from {before:.3f} to {now:.3f}.",
    # An edition.
    "edition.none": "No edition is published in {home}: run citybot refresh with a source.",
    "edition.manifest": "Edition {edition}: its manifest is missing or damaged.",
    "edition.file": "Edition {edition}: {file} is missing or damaged.",
    "edition.absent": "Edition {edition} is not there: its manifest is missing.",
    "edition.encoder": "Edition {edition} was built with another version of the encoder "
    "{encoder}: run citybot refresh to build it anew.",
    "edition.unknown": "There is no edition {edition!r}: see citybot editions.",
    "edition.first": "There is no whole edition before {edition}: nothing to go back to.",
    # What the system says, by the name of its error (POSIX.1-2024, errno.h).
    "system.eacces": "Permission denied",
    "system.ebusy": "Device or resource busy",
    "system.edquot": "Disk quota exceeded",
    "system.eio": "Input/output error",
    "system.eisdir": "Is a directory",
    "system.eloop": "Too many levels of symbolic links",
    "system.emfile": "Too many open files",
    "system.enametoolong": "File name too long",
    "system.enoent": "No such file or directory",
    "system.enospc": "No space left on device",
    "system.enotdir": "Not a directory",
    "system.eperm": "Operation not permitted",
    "system.erofs": "Read-only file system",
}
