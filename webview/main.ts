import './style/view.css';
import { HostConnection } from './app/hostConnection';
import { shareLit } from './onDemand/lit';
import { loadPart } from './onDemand/loader';
import { registerToolkit } from './toolkit/toolkit';
import { App } from './app/app';
import { brokenView } from './app/brokenView';

shareLit();
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
