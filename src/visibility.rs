//! Who may see what: the one door for seeing. A predicate for a thing at hand, and a `Scope` of plain data that the
//! stores turn into a WHERE clause; a property test proves the two equal. Every page, list, count, feed and mail asks here.
//!
//! What is hidden answers exactly as what does not exist. That a number or an event exists is public; nothing else is.
use crate::db::types::{OrganizationId, PersonId};
use crate::people::{Actor, Role};
use crate::text_enum;
use std::collections::BTreeSet;

text_enum! {
    /// The circle of people before whom a paper, or an event of its history, lies. Derived from the axes by
    /// `procedure::publication`, never chosen by hand.
    pub enum Circle {
        /// What passes between the responsible department and the council office; parts of a paper only.
        Administration = "administration",
        /// The author's own organisations and those who were asked to co-sign.
        Author = "author",
        /// As above, and the council office.
        Office = "office",
        /// As above, and the council: its members, the factions, the executive and the responsible department.
        Council = "council",
        /// Everybody.
        Public = "public",
    }
}

/// What must be known of a paper to say who sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exposure<'a> {
    pub circle: Circle,
    pub author: OrganizationId,
    pub submitter: Option<OrganizationId>,
    pub responsible: Option<OrganizationId>,
    /// The departments that take part beside the responsible one: they answer some of the questions.
    pub involved: &'a [OrganizationId],
    /// The people who were asked to co-sign.
    pub signatories: &'a [PersonId],
}

/// What one viewer may see in one council.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// The viewer's own organisations.
    pub organizations: Vec<OrganizationId>,
    pub person: Option<PersonId>,
    /// Belongs to the council office.
    pub office: bool,
    /// Belongs to the council: member, faction, executive (the council office too).
    pub council: bool,
    /// Administers accounts and roles: the council office and the administrator.
    pub administers: bool,
    /// The roles that the viewer holds in the council: which of them see what is private says the council file.
    pub roles: BTreeSet<Role>,
}

impl Scope {
    /// The scope of a citizen who is not signed in.
    pub fn public() -> Self {
        Self::default()
    }

    /// The scope of this viewer in this council.
    pub fn of(viewer: Option<&Actor>, council: &str) -> Self {
        let Some(actor) = viewer else { return Self::public() };
        let office = actor.has(council, Role::CouncilOffice) || actor.has(council, Role::MinuteTaker);
        let of_council = [Role::Member, Role::FactionOffice, Role::FactionChair, Role::BodyChair, Role::Executive];
        Self {
            organizations: actor.organizations(council),
            person: actor.person.filter(|_| actor.grants.iter().any(|grant| grant.council == council)),
            office,
            council: office
                || actor
                    .grants
                    .iter()
                    .any(|grant| grant.council == council && grant.inner && of_council.contains(&grant.role)),
            roles: Role::ALL.iter().copied().filter(|role| actor.has(council, *role)).collect(),
            administers: actor.holds(council, Role::CouncilOffice) || actor.holds(council, Role::Admin),
        }
    }

    /// What a closed case is packed by: what lies before the council's office, whoever packs it. What was its author's alone
    /// stays that.
    pub fn of_records() -> Self {
        Self { office: true, council: true, roles: BTreeSet::from([Role::CouncilOffice]), ..Self::default() }
    }

    /// Whether what belongs to no paper lies before this viewer: sittings with their files, changes of bodies, accounts. What is of the
    /// administration there, such as who got which role, lies before those only who administer.
    pub const fn sees_apart(&self, circle: Circle) -> bool {
        match circle {
            Circle::Public => true,
            Circle::Council => self.council,
            Circle::Author | Circle::Office => self.office,
            Circle::Administration => self.administers,
        }
    }

    /// Whether a thing in `circle` of a paper with this exposure lies before this viewer.
    pub fn sees(&self, paper: &Exposure<'_>) -> bool {
        self.sees_in(paper.circle, paper)
    }

    /// As `sees`, for a part of the paper (an event of its history) that has a circle of its own. A part is never
    /// wider open than its paper.
    pub fn sees_part(&self, part: Circle, paper: &Exposure<'_>) -> bool {
        self.sees(paper) && self.sees_in(part.min(paper.circle), paper)
    }

    /// Whether the full text of a paper that is sealed lies before this viewer: before the council, or before `bodies`
    /// alone, who deal with it, besides the office, its author and the department concerned.
    pub fn reads(&self, paper: &Exposure<'_>, bodies: Option<&[OrganizationId]>) -> bool {
        let Some(bodies) = bodies else { return self.sees_part(Circle::Council, paper) };
        let parties = [Some(paper.author), paper.submitter, paper.responsible];
        let has_part = |own: &OrganizationId| {
            bodies.contains(own) || parties.contains(&Some(*own)) || paper.involved.contains(own)
        };
        self.sees_part(Circle::Council, paper) && (self.office || self.organizations.iter().any(has_part))
    }

    /// Whether an order, or an event of it, that lies in `circle` is before this viewer: whoever sees that part of its
    /// paper, and its `holders`: the department that has to carry it out, and whoever coordinates it.
    pub fn sees_order(&self, circle: Circle, holders: &[Option<OrganizationId>], paper: &Exposure<'_>) -> bool {
        holders.iter().flatten().any(|holder| self.organizations.contains(holder)) || self.sees_part(circle, paper)
    }

    fn sees_in(&self, circle: Circle, paper: &Exposure<'_>) -> bool {
        let mine =
            |organization: Option<OrganizationId>| organization.is_some_and(|id| self.organizations.contains(&id));
        let involved = || self.organizations.iter().any(|own| paper.involved.contains(own));
        if circle == Circle::Administration {
            return self.office || mine(paper.responsible) || involved();
        }
        circle == Circle::Public
            || mine(Some(paper.author))
            || mine(paper.submitter)
            || self.person.is_some_and(|person| paper.signatories.contains(&person))
            || (self.office && circle >= Circle::Office)
            || (circle == Circle::Council && (self.council || mine(paper.responsible) || involved()))
            // Who takes part in an answer sees its draft; how the question came about stays its author's.
            || (paper.circle < Circle::Council && involved())
    }
}

/// How much of an agenda item a viewer sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// As if it did not exist.
    Nothing,
    /// Its number and its public title, and nothing else.
    Outline,
    Whole,
}

/// What must be known of an agenda item to say how much of it is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemExposure {
    /// Whether the agenda went out with an invitation, or the sitting took place.
    pub published: bool,
    /// Whether it belongs to the public part.
    pub public: bool,
}

impl Scope {
    /// How much of an agenda item lies before this viewer. `works_on_it`: prepares the sitting or records it. The papers
    /// on the item are asked for besides: an item is never wider open than each of them.
    pub fn item(&self, item: ItemExposure, works_on_it: bool) -> Sight {
        if works_on_it || (item.published && (item.public || self.council)) {
            Sight::Whole
        } else if item.published {
            Sight::Outline
        } else {
            Sight::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_sees_of_an_agenda_what_is_public_and_published_and_no_more() {
        let inside = Scope { council: true, ..Scope::default() };
        for published in [false, true] {
            for public in [false, true] {
                let item = ItemExposure { published, public };
                let expected = match (published, public) {
                    (false, _) => Sight::Nothing,
                    (true, false) => Sight::Outline,
                    (true, true) => Sight::Whole,
                };
                assert_eq!(Scope::public().item(item, false), expected, "{item:?}");
                let member = if published { Sight::Whole } else { Sight::Nothing };
                assert_eq!(inside.item(item, false), member, "{item:?}");
                assert_eq!(inside.item(item, true), Sight::Whole, "{item:?}");
            }
        }
    }

    #[test]
    fn what_is_sealed_for_its_bodies_is_read_by_those_who_deal_with_it() {
        let [office, department, committee, faction] = std::array::from_fn(|_| OrganizationId::new());
        let paper = Exposure {
            circle: Circle::Public,
            author: office,
            submitter: None,
            responsible: Some(department),
            involved: &[],
            signatories: &[],
        };
        let of = |organization, council| Scope { organizations: vec![organization], council, ..Scope::default() };
        let dealing = [committee];
        let bodies = Some(dealing.as_slice());
        assert!(of(committee, true).reads(&paper, bodies) && of(department, false).reads(&paper, bodies));
        assert!(Scope { office: true, council: true, ..Scope::default() }.reads(&paper, bodies));
        assert!(!of(faction, true).reads(&paper, bodies) && !Scope::public().reads(&paper, bodies));
        assert!(of(faction, true).reads(&paper, None) && !Scope::public().reads(&paper, None));
        let draft = Exposure { circle: Circle::Office, ..paper };
        assert!(!of(committee, true).reads(&draft, bodies), "a draft lies before nobody else than before");
    }

    #[test]
    fn what_passes_within_the_administration_stays_there() {
        let [author, department, faction, helper] = std::array::from_fn(|_| OrganizationId::new());
        let paper = Exposure {
            circle: Circle::Public,
            author,
            submitter: Some(author),
            responsible: Some(department),
            involved: &[helper],
            signatories: &[],
        };
        let of = |organization, council| Scope { organizations: vec![organization], council, ..Scope::default() };
        let sees = |scope: Scope| scope.sees_part(Circle::Administration, &paper);
        assert!(sees(of(department, false)) && sees(of(helper, false)));
        let draft = of(helper, false).sees_part(Circle::Author, &paper);
        assert!(!draft, "how the question came about is not told to who helps to answer it");
        assert!(sees(Scope { office: true, council: true, ..Scope::default() }));
        assert!(!sees(of(author, true)) && !sees(of(faction, true)) && !sees(Scope::public()));
    }

    #[test]
    fn what_belongs_to_no_paper_lies_before_its_circle() {
        let public = Scope::public();
        let member = Scope { council: true, ..Scope::default() };
        let minutes = Scope { office: true, council: true, ..Scope::default() };
        let admin = Scope { administers: true, ..Scope::default() };
        let seen = |scope: &Scope| -> Vec<_> { Circle::ALL.iter().filter(|c| scope.sees_apart(**c)).collect() };
        assert_eq!(seen(&public), [&Circle::Public]);
        assert_eq!(seen(&member), [&Circle::Council, &Circle::Public]);
        assert!(!minutes.sees_apart(Circle::Administration) && minutes.sees_apart(Circle::Office));
        assert_eq!(seen(&admin), [&Circle::Administration, &Circle::Public]);
    }
}
