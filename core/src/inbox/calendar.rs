//! A deadline as an entry for the phone's calendar: iCalendar, RFC 5545.

use super::message::Message;
use crate::date::CalendarDate;
use crate::signed::{hex, sha256};
use time::OffsetDateTime;

/// Octets of a content line before it is folded (RFC 5545, 3.1).
const LINE: usize = 75;

/// The file's text; `None` if the message has no deadline, or one that is no day. Nothing of the message goes into it but its title and the day.
pub(super) fn entry(message: &Message) -> Option<String> {
    let day: CalendarDate = message.facts.deadline.as_deref()?.parse().ok()?;
    let sent = i64::try_from(message.sent).ok()?;
    let stamp = OffsetDateTime::from_unix_timestamp(sent).ok()?;
    let stamp = format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        stamp.year(),
        u8::from(stamp.month()),
        stamp.day(),
        stamp.hour(),
        stamp.minute(),
        stamp.second()
    );
    // The gateway's id stays with the gateway: a calendar is shared more easily than an inbox.
    let uid = hex(&sha256(message.id.as_bytes()));
    let title = escaped(&message.title);
    let mut text = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Shebao//Citizen//ZH",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        &format!("UID:{uid}@shebao.invalid"),
        &format!("DTSTAMP:{stamp}"),
        &format!("DTSTART;VALUE=DATE:{}", compact(day)),
        &format!("DTEND;VALUE=DATE:{}", compact(day.day_after())),
        &format!("SUMMARY:{title}"),
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        &format!("DESCRIPTION:{title}"),
        "TRIGGER:-P1D",
        "END:VALARM",
        "END:VEVENT",
        "END:VCALENDAR",
    ] {
        fold(line, &mut text);
    }
    Some(text)
}

fn compact(day: CalendarDate) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value holds it (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A content line, in pieces of at most 75 octets and never cut inside a character; each further one begins with a space.
fn fold(line: &str, text: &mut String) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            octets = 1;
        }
        text.push(c);
        octets += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::super::message::tests::message;
    use super::*;

    fn with(title: &str, deadline: &str) -> Option<String> {
        let mut one = message(1, "notice");
        title.clone_into(&mut one.title);
        one.facts.deadline = Some(deadline.to_owned());
        entry(&one)
    }

    #[test]
    fn a_deadline_is_a_whole_day_with_a_reminder_the_day_before() {
        let text = with("居民医保缴费截止", "2026-12-31").unwrap();
        for line in [
            "DTSTART;VALUE=DATE:20261231",
            "DTEND;VALUE=DATE:20270101",
            "SUMMARY:居民医保缴费截止",
            "TRIGGER:-P1D",
            "CLASS:PRIVATE",
        ] {
            assert!(text.split("\r\n").any(|one| one == line), "{line}\n{text}");
        }
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(!text.contains("m-1") && !text.contains("正文"), "neither the gateway's id nor the text");
    }

    #[test]
    fn a_title_cannot_add_lines_and_long_ones_are_folded() {
        let text = with(&format!("{}\r\nATTACH:http://evil, a;b\\c", "长".repeat(60)), "2026-12-31").unwrap();
        assert!(!text.split("\r\n").any(|line| line.starts_with("ATTACH")));
        assert!(text.split("\r\n").all(|line| line.len() <= LINE));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("evil\\, a\\;b\\\\c"), "{unfolded}");
    }

    #[test]
    fn what_is_no_day_is_no_entry() {
        assert_eq!(entry(&message(1, "notice")), None);
        assert_eq!(with("x", "2026-02-30"), None);
    }
}
