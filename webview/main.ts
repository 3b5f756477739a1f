import './style/view.css';
import { HostConnection } from './hostConnection';
import { loadPart } from './markdown/onDemand';
import { registerToolkit } from './toolkit';
import { App } from './view/app';
import { brokenView } from './view/brokenView';

void loadPart('readableColors');
registerToolkit();
const connection = new HostConnection();
let app: App;

function open(): void {
  const root = document.createElement('div');
  root.id = 'root';
  document.body.replaceChildren(root);
  app = new App(root, connection, () => brokenView(root, open));
  app.start();
}

open();
connection.listen((message) => app.accept(message));
