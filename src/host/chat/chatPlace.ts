export type ChatPlace = 'sideBar' | 'editor';
