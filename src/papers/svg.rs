//! The family of a paper as a drawing: one box a paper, indented below the one it belongs to. Pure: says where what
//! stands; `templates/components/lineage.html` writes it down, on a page and as a document of its own. The same content
//! stands as a list beside it.
use serde::Serialize;

/// A paper that is to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf {
    /// The number, or what stands for it.
    pub number: String,
    pub kind: String,
    pub title: String,
    /// Where the box leads: an address that we built ourselves.
    pub href: String,
    /// How far below the top it hangs.
    pub depth: usize,
    /// Whether it is the paper that the reader comes from.
    pub here: bool,
}

/// The drawing; all lengths in CSS pixels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawing {
    pub width: usize,
    pub height: usize,
    /// The lines from each box to those that belong to it, as path data.
    pub edges: Vec<String>,
    pub boxes: Vec<Boxed>,
}

/// A box with its two lines of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Boxed {
    pub x: usize,
    pub y: usize,
    pub width: usize,
    pub height: usize,
    pub text_x: usize,
    pub first_y: usize,
    pub second_y: usize,
    pub number: String,
    pub kind: String,
    /// As much of the title as fits.
    pub title: String,
    /// Number, kind and the whole title.
    pub about: String,
    pub href: String,
    pub here: bool,
}

const WIDTH: usize = 340;
const HEIGHT: usize = 56;
const GAP: usize = 14;
const INDENT: usize = 28;
const MARGIN: usize = 2;
/// Deeper papers are drawn at this depth: the drawing grows downwards only.
const DEEPEST: usize = 12;
/// How wide a letter is taken to be, bold and not: wide, as the reader's font is not known here.
const BOLD: usize = 10;
const LETTER: usize = 9;
/// How many letters fit into a box.
const LETTERS: usize = (WIDTH - 24) / LETTER;

/// The style of a drawing that stands alone, for light and dark. Without quotation marks, which would be escaped.
pub const STYLE: &str = "svg{color-scheme:light dark;font-family:system-ui,sans-serif;background:#fff}\
    text{fill:#16222d;font-size:15px}.label{fill:#4b5966;font-size:14px}.number{font-weight:700;fill:#0b5394}\
    .edge{fill:none;stroke:#6d7a87;stroke-width:2}.node{fill:#fff;stroke:#6d7a87;stroke-width:1.5}\
    .node-here{fill:#e7f0f8;stroke:#0b4a80;stroke-width:3}\
    @media(prefers-color-scheme:dark){svg{background:#141b22}text{fill:#e7ecf1}.label{fill:#aebac6}.number{fill:#9cc9f5}\
    .edge{stroke:#8b99a7}.node{fill:#141b22;stroke:#8b99a7}.node-here{fill:#1b2e40;stroke:#9cc9f5}}";

/// Where everything stands; `leaves` come in reading order.
pub fn draw(leaves: &[Leaf]) -> Drawing {
    let deepest = leaves.iter().map(|leaf| leaf.depth.min(DEEPEST)).max().unwrap_or(0);
    Drawing {
        width: MARGIN * 2 + deepest * INDENT + WIDTH,
        height: MARGIN * 2 + (leaves.len() * (HEIGHT + GAP)).saturating_sub(GAP),
        edges: edges(leaves),
        boxes: leaves.iter().enumerate().map(|(row, leaf)| boxed(row, leaf)).collect(),
    }
}

const fn top(row: usize) -> usize {
    MARGIN + row * (HEIGHT + GAP)
}

fn left(leaf: &Leaf) -> usize {
    MARGIN + leaf.depth.min(DEEPEST) * INDENT
}

/// From each box down to the ones that belong to it.
fn edges(leaves: &[Leaf]) -> Vec<String> {
    let mut edges = Vec::new();
    // The row of the last box at each depth: in reading order that is the parent of what comes one deeper.
    let mut above: Vec<usize> = Vec::new();
    for (row, leaf) in leaves.iter().enumerate() {
        above.truncate(leaf.depth);
        if let Some((parent, over)) = above.last().and_then(|row| Some((*row, leaves.get(*row)?))) {
            let (x, y) = (left(over) + INDENT / 2, top(row) + HEIGHT / 2);
            if left(leaf) > x {
                edges.push(format!("M{x} {}V{y}H{}", top(parent) + HEIGHT, left(leaf)));
            }
        }
        above.push(row);
    }
    edges
}

fn boxed(row: usize, leaf: &Leaf) -> Boxed {
    let (x, y) = (left(leaf), top(row));
    let room = (WIDTH - 24).saturating_sub((leaf.number.chars().count() + 1) * BOLD) / LETTER;
    Boxed {
        x,
        y,
        width: WIDTH,
        height: HEIGHT,
        text_x: x + 12,
        first_y: y + 23,
        second_y: y + 44,
        number: plain(&leaf.number),
        kind: if room < 3 { String::new() } else { cut(&plain(&leaf.kind), room) },
        title: cut(&plain(&leaf.title), LETTERS),
        about: plain(&format!("{}, {}: {}", leaf.number, leaf.kind, leaf.title)),
        href: leaf.href.clone(),
        here: leaf.here,
    }
}

/// The first letters of a text, with a sign that there are more.
fn cut(text: &str, letters: usize) -> String {
    match text.char_indices().nth(letters) {
        None => text.to_owned(),
        Some(_) => {
            let kept: String = text.chars().take(letters.saturating_sub(1)).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

/// One line, without the characters that XML cannot hold.
fn plain(text: &str) -> String {
    let held = |c: &char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (!c.is_control() || c.is_whitespace());
    text.chars().filter(held).map(|c| if c.is_whitespace() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn leaf(n: usize, depth: usize) -> Leaf {
        Leaf {
            number: format!("VII-F-{n:05}"),
            kind: "Anfrage".to_owned(),
            title: "IT-Ausstattung und Organisation der Arbeit der Verwaltung".to_owned(),
            href: format!("/leipzig/papers/VII-F-{n:05}"),
            depth,
            here: n == 0,
        }
    }

    #[test]
    fn one_paper_is_one_box_without_a_line() {
        let drawing = draw(&[leaf(0, 0)]);
        assert_eq!((drawing.boxes.len(), drawing.edges.len()), (1, 0));
        assert_eq!((drawing.width, drawing.height), (344, 60));
        assert!(drawing.boxes[0].here && drawing.boxes[0].title.ends_with('…'));
    }

    #[test]
    fn an_answer_hangs_below_its_inquiry() {
        let drawing = draw(&[leaf(0, 0), leaf(1, 1)]);
        assert_eq!(drawing.edges, ["M16 58V100H30"]);
        assert_eq!((drawing.boxes[1].x, drawing.boxes[1].y), (30, 72));
    }

    #[test]
    fn ninety_four_papers_are_ninety_three_lines() {
        let leaves: Vec<_> = (0..94).map(|n| leaf(n, [0, 1, 2, 2, 1, 2, 3][n % 7].max(usize::from(n > 0)))).collect();
        let drawing = draw(&leaves);
        assert_eq!((drawing.boxes.len(), drawing.edges.len()), (94, 93));
        assert_eq!(drawing.height, 4 + 94 * 70 - 14);
    }

    #[test]
    fn however_deep_it_stays_narrow() {
        let leaves: Vec<_> = (0..40).map(|n| leaf(n, n)).collect();
        assert_eq!(draw(&leaves).width, 4 + 12 * 28 + 340);
    }

    #[test]
    fn an_empty_family_is_nothing() {
        assert_eq!(draw(&[]).height, 4);
    }

    #[test]
    fn texts_are_one_line_and_cut_by_letters() {
        assert_eq!(cut("äöüß", 4), "äöüß");
        assert_eq!(cut("äöüßx", 4), "äöü…");
        assert_eq!(plain("a\u{1}b\nc\u{ffff}"), "ab c");
    }

    proptest! {
        #[test]
        fn nothing_overlaps_and_nothing_leaves_the_drawing(depths in prop::collection::vec(0usize..30, 0..60)) {
            let leaves: Vec<_> = depths.iter().enumerate().map(|(n, depth)| leaf(n, *depth)).collect();
            let drawing = draw(&leaves);
            for pair in drawing.boxes.windows(2) {
                prop_assert!(pair[0].y + pair[0].height < pair[1].y);
            }
            for drawn in &drawing.boxes {
                prop_assert!(drawn.x + drawn.width <= drawing.width && drawn.y + drawn.height <= drawing.height);
            }
        }
    }
}
