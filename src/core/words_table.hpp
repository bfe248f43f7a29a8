// The words that words.cpp knows. Sorted, in lower case, separated by one blank.

#pragma once

#include "core/facts/basic.hpp"

namespace conventions::core {

/// Nouns of schemas in the singular, whose plural is regular. What is not here and does not end in s is unknown.
constexpr Text known_nouns =
    "ability absence account acquisition action activity actor ad adapter addition adjustment admin administrator "
    "adult advertisement affiliate agency agenda agent agreement airline airport album alert alias allergy allocation "
    "allowance amendment amount anchor animal annotation announcement answer apartment api app appearance application "
    "appointment approval archive area argument arrival article artifact artist asset assignment association atlas "
    "attachment attempt attendee attribute auction audit author authorization avatar award badge bag balance bank "
    "banner barcode bargain basket batch battle beach beer bench benefit bias bicycle bid bill bird birthday blob "
    "block blog board boat body bond bonus book booking bookmark bot bottle boundary box branch brand bridge brief "
    "broker browser brush bucket buddy budget bug build building bundle bus business button buyer cabin cable cache "
    "calendar call caller camera campaign campus canal candidate canvas capability car card career cargo carrier cart "
    "case cashier catalog category cause cell center certificate chain chair challenge champion change channel "
    "chapter character charge chart chat check checkbox checklist checkout checkpoint chef chunk church circle "
    "circuit citizen city claim class classification classroom clause client clinic clock club cluster coach code "
    "collection college color colour column combination command comment commission commit committee commodity "
    "community company comparison competition competitor complaint component computer concept concert condition "
    "conference config configuration conflict connection connector consent constraint consumer contact container "
    "contest context contract contractor contribution contributor conversation conversion cook cookie copy corner "
    "corporation cost counter country county coupon course court cover crash creator credential credit crew cup "
    "currency curriculum customer cycle dashboard database dataset datatype date day deadline deal dealer debate debt "
    "decision declaration defect definition degree delegate delivery demand dentist department dependency deployment "
    "deposit description desk destination detail detector developer device diagram diary dictionary dimension diploma "
    "directory discount discussion dish disk dispatch display dispute distance distributor district division doctor "
    "document dog dollar domain donation donor door draft drawing dream dress drink driver drug duration duty dynasty "
    "echo edge edition editor effect election element email embedding emergency emission employee employer endpoint "
    "enemy engine engineer enrollment enterprise entity entry envelope environment episode error estate estimate "
    "evaluation event exam example exception exchange execution exercise exhibit expense experience experiment expert "
    "explanation export expression extension fabric face facility factor factory failure family fan farm farmer fax "
    "feature fee feed fermentation festival field figure file filename filter finding finger fingerprint firm fixture "
    "flag flavor fleet flight floor flow folder follower font form format formula forum foundation fragment frame "
    "framework franchise friend friendship fruit function fund gallery game garage garden gateway gene generation "
    "generator genre ghost gift goal grade grant graph group guarantee guess guest guide guideline habit handler hash "
    "hashtag head header heading hero hint hobby holder holiday hook horse hospital host hotel hour house household "
    "icon idea identifier identity image impact import impression improvement inbox inch incident income index "
    "indicator industry ingredient inspection inspector installation instance institute institution instruction "
    "instructor instrument insurer integration interaction interest interface intersection interval interview "
    "invitation invite invoice island issue item iteration job join journal journey judge judgment jury key keyword "
    "kind kitchen lab label lake land landlord language laptop layer layout lead leader league lecture ledger legend "
    "lender lesson letter level library licence license lien lifecycle limit limitation line link list listing loan "
    "lobby location lock locker log login logo lookup loop lot lottery lunch machine magazine mailbox mailing manager "
    "manufacturer map mapping margin mark marker market marketplace match matter meal meaning measure measurement "
    "mechanic medal medication meeting member membership memory mention menu merchant merger message meter method "
    "metric migration mile milestone mineral minister minute mission mistake mixture model moderator modification "
    "modifier module moment monitor month mortgage motor mountain movement movie museum musician mutation name "
    "namespace nation neighborhood network newsletter node nomination note notebook notice notification novel number "
    "nurse object obligation observation occasion occupation offer offering office officer operation operator opinion "
    "opportunity option order organisation organization organizer origin outcome outlet output override owner package "
    "page painting pair panel parameter parcel parent park part participant participation partition partner "
    "partnership party passenger passport password patch path patient pattern paycheck payee payment payout peer "
    "penalty performance period permission permit persona pet pharmacy phase phone photo photograph phrase picture "
    "piece pipeline pitch pixel place placement plan plane planet plant platform play player playlist plot plugin "
    "point pointer policy poll pool port portal portfolio portion position post postcode poster potato prediction "
    "preference prefix prescription presentation president price pricelist printer priority prison privilege prize "
    "problem procedure process product production professor profile profit program programme project promise "
    "promotion proof property proposal prospect protocol provider province proxy publication publisher purchase "
    "purpose qualification quantity quarter query question questionnaire queue quota quotation quote race rack rank "
    "ranking rate rating ratio reaction reader reading reason receipt receiver recipe recipient recommendation record "
    "recording redemption redirect referee reference referral reflex refund region register registration regulation "
    "relation relationship release reminder renewal rental repair replacement replica reply report reporter "
    "repository representative request requirement reservation resident resource response restaurant restriction "
    "result retailer return review reviewer reward rider ring risk river road robot role room route router row rule "
    "run salary sale sample scenario schedule schema scholarship school scope score scratch screen screenshot script "
    "search season seat secret section sector segment selection seller semester seminar sender sensor sentence "
    "sequence server service session setting setup shape share shareholder sheet shelter shift ship shipment shop "
    "shortcut show sign signal signature signup singer sister site situation size skill slide slot snapshot snippet "
    "solution song source space speaker specialist specification speech sponsor sport spot spreadsheet stack stadium "
    "stage stamp star state statement station statistic step stock stop store story strategy stream street string "
    "structure student studio style subcategory subject submission subscriber subscription subsidiary substitution "
    "suffix suggestion suite summary supervisor supplement supplier supply survey switch symbol symptom system tab "
    "table tablet tag talent target task tax taxonomy teacher team technician technology template tenant term "
    "terminal territory test testimonial theater theme theory thing thread threat threshold ticket tier time timer "
    "timesheet timestamp tip title token tomato tool topic total tour tournament town toy track tracker trade "
    "trademark trailer train trainer trait transaction transcript transfer transformation transition translation "
    "translator transmission transport treatment tree trend trial trigger trip truck trustee tutor tutorial type "
    "uncle unit university update upload url usage user username vacancy vacation valuation value variable variant "
    "variation vault vector vehicle vendor venue verification version vessel veto victim video view viewer village "
    "violation virus visit visitor vote voter voucher wallet warehouse warning warrant warranty watch watcher wax "
    "weapon webhook webinar website week weekend weight wheel whitelist widget window winery winner wish wishlist "
    "witness wizard word worker workflow worklog workout workplace workshop workspace year zone zoo";

/// singular:plural, where no rule leads from one to the other. A word may stand on the right of one line only.
constexpr Text irregular_nouns =
    "alumnus:alumni analysis:analyses appendix:appendices axis:axes basis:bases child:children crisis:crises "
    "criterion:criteria diagnosis:diagnoses elf:elves foot:feet goose:geese grandchild:grandchildren half:halves "
    "hypothesis:hypotheses knife:knives leaf:leaves life:lives loaf:loaves man:men matrix:matrices mouse:mice "
    "nucleus:nuclei person:people phenomenon:phenomena quiz:quizzes radius:radii salesman:salesmen "
    "salesperson:salespeople self:selves shelf:shelves stimulus:stimuli synopsis:synopses thesis:theses thief:thieves "
    "tooth:teeth vertex:vertices wife:wives wolf:wolves woman:women";

/// Words that end in s and are no plural, or that are one and the other; the plural of the former is left alone.
constexpr Text no_plurals =
    "abacus achilles across afterwards aids alias always apparatus ares aries arthritis as asbestos atlas aws axis "
    "backwards basis besides bias bless bonus bus business campus cannabis canvas census chaos charles chassis "
    "christmas class cms columbus compass consensus corps corpus cosmos css diabetes dns does ethos express focus "
    "forwards gallows gas genesis genius glass goes gps grass hades has headquarters hermes herpes hers his https "
    "ibis ios iris is its james jenkins jones kubernetes kudos lens less lotus mantis mars means mercedes mess "
    "metropolis minus miss mongos mps naples news nexus octopus odds ours pancreas pass perhaps plus pms pos postgres "
    "previous process progress qos rabies redis rss saas series siemens sms sometimes species stress surplus theirs "
    "this thus towards us various versus virus vps vs wales was whereas williams yes yours";

/// Plural in form or not, they name no number of things.
constexpr Text uncountables =
    "address advice aircraft analytics athletics audio baggage bedding billing bread cattle clothing content cooking "
    "data deer dna economics electricity electronics equipment evidence feedback fish furniture gold gymnastics "
    "hardware health help history homework housing info information infrastructure insurance inventory jewelry "
    "knowledge logistics luggage machinery mail mathematics measles media merchandise meta metadata money music news "
    "oil parking physics police politics pricing rain research rice salmon security series sheep shipping shopping "
    "software species spyware staff status stuff sugar swine tennis thanks traffic training trout weather wildlife "
    "work";

}  // namespace conventions::core
