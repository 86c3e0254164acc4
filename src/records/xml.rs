//! XML as xdomea has it: elements of one namespace, their texts, and codes from its lists. Pure.
use crate::error::Result;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// The namespace of xdomea 3.0.0.
pub const NAMESPACE: &str = "urn:xoev-de:xdomea:schema:3.0.0";

/// A document that is being written.
pub struct Xml(Writer<Vec<u8>>);

/// A list of codes: its name within xdomea, and its version.
#[derive(Debug, Clone, Copy)]
pub struct List(pub &'static str, pub &'static str);

impl Xml {
    /// A document with this root.
    ///
    /// # Errors
    /// What `inner` says.
    pub fn document(root: &str, inner: impl FnOnce(&mut Self) -> Result<()>) -> Result<Vec<u8>> {
        let mut xml = Self(Writer::new_with_indent(Vec::new(), b' ', 1));
        xml.0.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let name = format!("xdomea:{root}");
        let start = BytesStart::new(name.as_str()).with_attributes([("xmlns:xdomea", NAMESPACE)]);
        xml.0.write_event(Event::Start(start))?;
        inner(&mut xml)?;
        xml.0.write_event(Event::End(BytesEnd::new(name.as_str())))?;
        let mut bytes = xml.0.into_inner();
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// An element that holds others.
    pub fn within(&mut self, name: &str, inner: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let name = format!("xdomea:{name}");
        self.0.write_event(Event::Start(BytesStart::new(name.as_str())))?;
        inner(self)?;
        self.0.write_event(Event::End(BytesEnd::new(name.as_str())))?;
        Ok(())
    }

    /// An element that holds a text.
    pub fn text(&mut self, name: &str, text: impl ToString) -> Result<()> {
        self.leaf(&format!("xdomea:{name}"), &text.to_string())
    }

    /// The same, where there is a text at all.
    pub fn some(&mut self, name: &str, text: Option<impl ToString>) -> Result<()> {
        match text.map(|text| text.to_string()).filter(|text| !text.is_empty()) {
            Some(text) => self.text(name, text),
            None => Ok(()),
        }
    }

    /// An element that holds a code of a list.
    pub fn code(&mut self, name: &str, list: List, code: &str) -> Result<()> {
        let name = format!("xdomea:{name}");
        let List(words, version) = list;
        let uri = format!("urn:xoev-de:xdomea:codeliste:{words}");
        let attributes = [("listURI", uri.as_str()), ("listVersionID", version)];
        self.0.write_event(Event::Start(BytesStart::new(name.as_str()).with_attributes(attributes)))?;
        // In no namespace, as XÖV's type of codes has it.
        self.leaf("code", code)?;
        self.0.write_event(Event::End(BytesEnd::new(name.as_str())))?;
        Ok(())
    }

    fn leaf(&mut self, name: &str, text: &str) -> Result<()> {
        self.0.write_event(Event::Start(BytesStart::new(name)))?;
        self.0.write_event(Event::Text(BytesText::new(&clean(text))))?;
        self.0.write_event(Event::End(BytesEnd::new(name)))?;
        Ok(())
    }
}

/// Without what no XML document can hold: what was brought in from elsewhere may have it.
fn clean(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\t' | '\n') || (*c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_xml_is_left_out_and_what_would_be_markup_is_text() {
        let bytes = Xml::document("A", |xml| {
            xml.text("B", "a\u{0}b\u{b}\u{ffff} <c> & \"d\"\r\n")?;
            xml.some("C", None::<&str>)?;
            xml.code("D", List("medium", "1.0"), "001")
        });
        let told = String::from_utf8(bytes.unwrap()).unwrap();
        assert!(told.contains("<xdomea:B>ab &lt;c&gt; &amp; &quot;d&quot;\n</xdomea:B>"), "{told}");
        assert!(!told.contains("xdomea:C"), "{told}");
        assert!(told.contains("codeliste:medium\" listVersionID=\"1.0\">\n  <code>001</code>"), "{told}");
    }
}
