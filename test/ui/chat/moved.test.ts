import { useSharedWorkbench } from '../support/useWorkbench';

describe('The chat view, moved by the user', () => {
  const ui = useSharedWorkbench(
    () => ({ isLast: true }),
    (workbench) => workbench.tryDemo(),
  );

  for (const place of ['Secondary Side Bar', 'Panel']) {
    it(`keeps its conversation in the ${place}`, async () => {
      const { workbench } = ui;
      await workbench.chat.ask('my name is Ada', 'Nice to meet you, Ada');
      await workbench.runCommand('View: Move View');
      await workbench.row('Chat').click();
      await workbench.row(`New ${place} Entry`).click();
      await workbench.chat.answers('Nice to meet you, Ada', 'completed').first().waitFor();
      await workbench.chat.ask('what is my name?', 'Your name is Ada');
    });
  }
});
