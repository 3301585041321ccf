//! Markdown to blocks. No HTML ever comes through, and a link only if it is https or a phone number.

use super::links::{checked, pretends};
use super::{Block, Span};
use crate::answer::plain;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// More blocks than anyone reads on a phone; what follows is left out.
const MOST_BLOCKS: usize = 1_000;

/// Stands between the cells of a table's row.
const BETWEEN_CELLS: &str = " · ";

/// The blocks of an article's source.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut writer = Writer::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        if writer.blocks.len() >= MOST_BLOCKS {
            return writer.blocks;
        }
        writer.take(event);
    }
    writer.end_block();
    writer.blocks
}

/// What the text at hand will become when it ends.
#[derive(Clone, Copy, Default)]
enum Kind {
    #[default]
    Paragraph,
    Heading(u8),
    Item(Option<u32>),
}

#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    spans: Vec<Span>,
    kind: Kind,
    /// For each open list its next number, if it counts.
    lists: Vec<Option<u32>>,
    /// How many strong elements are open.
    strong: u32,
    link: Option<Link>,
}

/// A link that is open: where it leads, and at which span its text begins.
struct Link {
    to: Option<String>,
    from: usize,
}

impl Writer {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.text(&text),
            Event::SoftBreak => self.soft_break(),
            // The rest of an item's or a heading's text goes on as a paragraph of its own.
            Event::HardBreak | Event::Rule => self.end_block(),
            // HTML is dropped, whatever it is; so is what was not asked of the parser.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.end_block();
                self.kind = Kind::Heading(level_of(level));
            }
            // The first paragraph of an item is the item.
            Tag::Paragraph if self.spans.is_empty() => {}
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::HtmlBlock => self.end_block(),
            Tag::List(first) => {
                self.end_block();
                self.lists.push(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)));
            }
            Tag::Item => {
                self.end_block();
                let number = self.lists.last_mut().and_then(|next| {
                    let number = (*next)?;
                    *next = Some(number.saturating_add(1));
                    Some(number)
                });
                self.kind = Kind::Item(number);
            }
            // A table is read row by row, as a phone's width wants it: the head bold, then an item for each row.
            Tag::TableHead => {
                self.end_block();
                self.strong = self.strong.saturating_add(1);
            }
            Tag::TableRow => {
                self.end_block();
                self.kind = Kind::Item(None);
            }
            Tag::TableCell if !self.spans.is_empty() => self.text(BETWEEN_CELLS),
            Tag::Strong => self.strong = self.strong.saturating_add(1),
            Tag::Link { dest_url, .. } => {
                self.link = Some(Link { to: checked(&dest_url), from: self.spans.len() });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::BlockQuote(_) => self.end_block(),
            TagEnd::TableHead => {
                self.end_block();
                self.strong = self.strong.saturating_sub(1);
            }
            TagEnd::TableRow => self.end_block(),
            TagEnd::List(_) => {
                self.end_block();
                self.lists.pop();
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Link => self.end_link(),
            _ => {}
        }
    }

    /// A text that names another host than the one it leads to leads nowhere.
    fn end_link(&mut self) {
        let Some(Link { to: Some(to), from }) = self.link.take() else { return };
        let spans = self.spans.get_mut(from..).unwrap_or_default();
        let shown: String = spans.iter().map(|span| span.text.as_str()).collect();
        if !pretends(&shown, &to) {
            spans.iter_mut().for_each(|span| span.link = Some(to.clone()));
        }
    }

    fn text(&mut self, text: &str) {
        let text = plain(text);
        if text.is_empty() {
            return;
        }
        let strong = self.strong > 0;
        // Text inside an open link begins its own span, so that the link ends where its text does.
        let joins = self.link.as_ref().is_none_or(|link| link.from < self.spans.len());
        match self.spans.last_mut() {
            Some(last) if joins && last.strong == strong && last.link.is_none() => last.text.push_str(&text),
            _ => self.spans.push(Span { text, strong, link: None }),
        }
    }

    /// A line break in the source is a space between Latin words, and nothing between Chinese characters.
    fn soft_break(&mut self) {
        let ends_latin =
            self.spans.last().and_then(|span| span.text.chars().last()).is_some_and(|c| c.is_ascii());
        if ends_latin {
            self.text(" ");
        }
    }

    fn end_block(&mut self) {
        // A link cut in two by a line break leads on from the second part as well, unless it pretends.
        if let Some(to) = self.link.as_ref().map(|link| link.to.clone()) {
            self.end_link();
            self.link = Some(Link { to, from: 0 });
        }
        let spans = std::mem::take(&mut self.spans);
        let kind = std::mem::take(&mut self.kind);
        if spans.iter().all(|span| span.text.trim().is_empty()) {
            // An item may hold nothing of its own but a list.
            return;
        }
        self.blocks.push(match kind {
            Kind::Paragraph => Block::Paragraph { spans },
            Kind::Heading(level) => Block::Heading { level, spans },
            Kind::Item(number) => Block::Item { number, spans },
        });
    }
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        _ => 3,
    }
}

#[cfg(test)]
#[path = "markdown_tests.rs"]
mod tests;
