//! The three axes of a card's status. Never merged, never guessed: a code outside its table is shown as the code it is.

use crate::says::{Says, Tone};

/// One code read by its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// In the table.
    Known(&'static str, Tone),
    /// Not in the table.
    Unknown,
}

impl Status {
    /// In words; an unknown one with its code.
    pub(super) fn says(self, code: &str) -> Says {
        match self {
            Self::Known(key, _) => Says::word(key),
            Self::Unknown => Says::word("card_status_unknown").text("code", code),
        }
    }

    /// How it is drawn.
    pub(super) fn tone(self) -> Tone {
        match self {
            Self::Known(_, tone) => tone,
            Self::Unknown => Tone::Waiting,
        }
    }
}

/// How the card is being produced, 00 to 70.
pub(super) fn production(code: &str) -> Status {
    match code {
        "00" => Status::Known("card_production_uploaded", Tone::Now),
        "10" => Status::Known("card_production_batched", Tone::Now),
        "20" => Status::Known("card_production_bank_sent", Tone::Now),
        "21" => Status::Known("card_production_bank_returned", Tone::Now),
        "22" => Status::Known("card_production_bank_send_failed", Tone::Wrong),
        "23" => Status::Known("card_production_bank_return_failed", Tone::Wrong),
        "30" => Status::Known("card_production_factory_sent", Tone::Now),
        "31" => Status::Known("card_production_factory_returned", Tone::Now),
        "32" => Status::Known("card_production_factory_send_failed", Tone::Wrong),
        "33" => Status::Known("card_production_factory_return_failed", Tone::Wrong),
        "40" => Status::Known("card_production_centre_sent", Tone::Now),
        "41" => Status::Known("card_production_centre_returned", Tone::Now),
        "42" => Status::Known("card_production_centre_send_failed", Tone::Wrong),
        "43" => Status::Known("card_production_centre_return_failed", Tone::Wrong),
        "60" => Status::Known("card_production_at_branch", Tone::Waiting),
        "70" => Status::Known("card_production_issued", Tone::Done),
        _ => Status::Unknown,
    }
}

/// Where the person stands with the card, 00 to 19.
pub(super) fn person(code: &str) -> Status {
    match code {
        "00" => Status::Known("card_person_initial", Tone::Idle),
        "01" => Status::Known("card_person_making", Tone::Now),
        "02" => Status::Known("card_person_awaiting", Tone::Waiting),
        "03" => Status::Known("card_person_collected", Tone::Now),
        "04" => Status::Known("card_person_active", Tone::Done),
        "05" => Status::Known("card_person_lost", Tone::Wrong),
        "06" => Status::Known("card_person_lost_for_now", Tone::Wrong),
        "07" => Status::Known("card_person_replacing", Tone::Now),
        "08" => Status::Known("card_person_exchanging", Tone::Now),
        "09" => Status::Known("card_person_cancelled", Tone::Missing),
        "10" | "11" | "12" | "13" | "14" | "15" | "16" | "17" | "18" => {
            Status::Known("card_person_failed", Tone::Wrong)
        }
        "19" => Status::Known("card_person_abnormal", Tone::Wrong),
        _ => Status::Unknown,
    }
}

/// Whose table an application code is read by. Provinces differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mapping {
    /// AAZ502 as most regions hold it.
    Standard,
    /// The table of a province that counts from the application for the card.
    Applied,
    /// A table this version does not know: every code stays unknown.
    Unknown,
}

impl Mapping {
    /// By the name the gateway uses.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "standard" => Self::Standard,
            "applied" => Self::Applied,
            _ => Self::Unknown,
        }
    }
}

/// How the application on the card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Application {
    /// 封存: as delivered, before activation.
    Sealed,
    /// 未申领.
    NotApplied,
    /// 正常.
    Normal,
    /// 正式挂失, or 挂失 where there is only one kind.
    Lost,
    /// 应用锁定.
    Locked,
    /// 临时挂失.
    LostForNow,
    /// 注销.
    Cancelled,
}

impl Application {
    /// By the region's table; `None` if the code is not in it.
    pub(super) fn read(mapping: Mapping, code: &str) -> Option<Self> {
        match (mapping, code) {
            (Mapping::Standard, "0") => Some(Self::Sealed),
            (Mapping::Standard, "1") | (Mapping::Applied, "1") => Some(Self::Normal),
            (Mapping::Standard, "2") | (Mapping::Applied, "2") => Some(Self::Lost),
            (Mapping::Standard, "3") => Some(Self::Locked),
            (Mapping::Standard, "4") => Some(Self::LostForNow),
            (Mapping::Standard, "9") | (Mapping::Applied, "3") => Some(Self::Cancelled),
            (Mapping::Applied, "0") => Some(Self::NotApplied),
            _ => None,
        }
    }

    /// In words and drawn.
    pub(super) fn status(self) -> Status {
        match self {
            Self::Sealed => Status::Known("card_application_sealed", Tone::Idle),
            Self::NotApplied => Status::Known("card_application_not_applied", Tone::Idle),
            Self::Normal => Status::Known("card_application_normal", Tone::Done),
            Self::Lost => Status::Known("card_application_lost", Tone::Wrong),
            Self::Locked => Status::Known("card_application_locked", Tone::Wrong),
            Self::LostForNow => Status::Known("card_application_lost_for_now", Tone::Wrong),
            Self::Cancelled => Status::Known("card_application_cancelled", Tone::Missing),
        }
    }
}

/// "Not activated" is no code of its own: the person has not got past collecting, or the application is as delivered.
/// `None` if the codes do not tell.
pub(super) fn not_activated(person_code: Option<&str>, application: Option<Application>) -> Option<bool> {
    let before_active = person_code
        .filter(|code| person(code) != Status::Unknown)
        .map(|code| matches!(code, "00" | "01" | "02" | "03"));
    let as_delivered = application.map(|it| matches!(it, Application::Sealed | Application::NotApplied));
    match (before_active, as_delivered) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_means_another_thing_in_another_province() {
        assert_eq!(Application::read(Mapping::Standard, "3"), Some(Application::Locked));
        assert_eq!(Application::read(Mapping::Applied, "3"), Some(Application::Cancelled));
        assert_eq!(Application::read(Mapping::Applied, "0"), Some(Application::NotApplied));
        assert_eq!(Application::read(Mapping::Applied, "9"), None);
        assert_eq!(Application::read(Mapping::named("elsewhere"), "1"), None);
    }

    #[test]
    fn a_code_outside_its_table_is_shown_as_it_is() {
        for code in ["", "1", "001", "50", "99", "0０", "-1"] {
            assert_eq!(production(code), Status::Unknown, "{code}");
        }
        let says = person("77").says("77");
        assert_eq!(says, Says::word("card_status_unknown").text("code", "77"));
    }

    #[test]
    fn the_tables_hold_every_published_code() {
        let codes: Vec<String> = (0..=99).map(|code| format!("{code:02}")).collect();
        let known = |read: fn(&str) -> Status| codes.iter().filter(|c| read(c) != Status::Unknown).count();
        assert_eq!((known(production), known(person)), (16, 20));
    }

    #[test]
    fn not_activated_is_derived_from_two_axes() {
        let normal = Some(Application::Normal);
        assert_eq!(not_activated(Some("03"), normal), Some(true));
        assert_eq!(not_activated(Some("04"), Some(Application::Sealed)), Some(true));
        assert_eq!(not_activated(Some("04"), normal), Some(false));
        assert_eq!(not_activated(Some("77"), normal), None, "an unknown code decides nothing");
        assert_eq!(not_activated(Some("04"), None), None);
        assert_eq!(not_activated(None, None), None);
    }
}
