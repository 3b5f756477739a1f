import css from '../attachments/attachments.css?text';
import { Panel } from '../attachments/attachmentPanel';
import { provide } from '../onDemand/registry';

const styles = new CSSStyleSheet();
styles.replaceSync(css);
document.adoptedStyleSheets.push(styles);
provide('attachments', (view, composer) => new Panel(view, composer));
