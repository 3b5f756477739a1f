import { copiedText } from '../../clipboard/copiedText';
import { provide } from '../registry';

provide('copiedText', copiedText);
