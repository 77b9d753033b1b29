import { EventElement } from './element';

// A page may load the script twice.
if (!customElements.get('erikti-event')) customElements.define('erikti-event', EventElement);
